-- 0019_vault
SELECT 1;
