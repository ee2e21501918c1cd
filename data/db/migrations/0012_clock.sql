SELECT 1; -- clock
