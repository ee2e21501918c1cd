package register

// InTable is the name of the table that the register's records lie in.
func (b *Table[T]) InTable() string { return b.SQL }
