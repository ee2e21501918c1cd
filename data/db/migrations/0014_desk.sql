SELECT 1; -- desk
