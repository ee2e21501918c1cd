-- 0017_account
SELECT 1;
