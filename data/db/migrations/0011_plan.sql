SELECT 1; -- plan
