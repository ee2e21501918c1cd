-- 0018_audit
SELECT 1;
