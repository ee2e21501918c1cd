SELECT 1; -- archive
