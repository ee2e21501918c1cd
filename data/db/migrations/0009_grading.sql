SELECT 1; -- grading
