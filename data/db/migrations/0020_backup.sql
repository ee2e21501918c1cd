-- 0020_backup
SELECT 1;
