SELECT 1; -- schedule
