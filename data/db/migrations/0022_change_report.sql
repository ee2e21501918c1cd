-- 0022_change_report
SELECT 1;
