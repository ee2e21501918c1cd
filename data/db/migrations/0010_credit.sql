SELECT 1; -- credit
