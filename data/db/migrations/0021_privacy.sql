-- 0021_privacy
SELECT 1;
