-- A keyed mark by which an erased contact is known again in an older file (恢复后再次
-- 依法删除): it tells nothing to whom the file's key is not known. '': the file had no
-- keys, or it was of a whole file.
ALTER TABLE erasures ADD COLUMN mark TEXT NOT NULL DEFAULT '';
