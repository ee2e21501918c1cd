package field

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kezhi/data"
)

func sortStrings(s []string) { slices.Sort(s) }

func text[T any](kind Kind, key string, limit int, at func(*T) *string) *Field[T] {
	return &Field[T]{
		Desc: Desc{Key: key, Kind: kind, Max: limit},
		get:  func(t *T) any { return *at(t) },
		set: func(t *T, x any, _ string) data.Errors {
			*at(t) = x.(string)
			return nil
		},
	}
}

func number[T any](kind Kind, key string, at func(*T) *int64, show func(int64) string, read func(string) (int64, error)) *Field[T] {
	return &Field[T]{
		Desc: Desc{Key: key, Kind: kind, Max: 20},
		get:  func(t *T) any { return show(*at(t)) },
		set: func(t *T, x any, key string) data.Errors {
			n, err := read(x.(string))
			if err != nil {
				return rekey(err, key)
			}
			*at(t) = n
			return nil
		},
	}
}

func rekey(err error, key string) data.Errors {
	es := data.All(err)
	for _, e := range es {
		e.Field = key
	}
	return es
}

// Of makes a one-line text of at most 200 characters.
func Of[T any](key string, at func(*T) *string) *Field[T] { return text(Text, key, 200, at) }

// OfMultiline makes a text of several lines, at most 20,000 characters, that
// takes the form's whole width.
func OfMultiline[T any](key string, at func(*T) *string) *Field[T] {
	f := text(Multiline, key, 20000, at)
	f.Wide, f.Lines = true, 3
	return f
}

// OfPhone makes a telephone number: digits, with + - ( ) spaces, extension.
func OfPhone[T any](key string, at func(*T) *string) *Field[T] { return text(Phone, key, 40, at) }

// OfEmail makes an e-mail address.
func OfEmail[T any](key string, at func(*T) *string) *Field[T] { return text(Email, key, 200, at) }

// OfPerson makes the name of somebody of the shop.
func OfPerson[T any](key string, at func(*T) *string) *Field[T] { return text(Person, key, 60, at) }

// OfDate makes a day, kept as "2026-11-22", "" for none.
func OfDate[T any](key string, at func(*T) *string) *Field[T] { return text(Date, key, 10, at) }

// OfCustomer makes a reference to a customer file by its number.
func OfCustomer[T any](key string, at func(*T) *string) *Field[T] {
	return text(Customer, key, 20, at)
}

// OfRecord makes a reference to a record of another register by its number.
func OfRecord[T any](key, register string, at func(*T) *string) *Field[T] {
	f := text(Record, key, 30, at)
	f.Of = register
	return f
}

// OfChoice makes a choice of one option.
func OfChoice[T any](key string, at func(*T) *string, options ...string) *Field[T] {
	f := text(Choice, key, 60, at)
	f.Options = options
	return f
}

// OfBool makes a yes or no.
func OfBool[T any](key string, at func(*T) *bool) *Field[T] {
	return &Field[T]{
		Desc: Desc{Key: key, Kind: Bool},
		get: func(t *T) any {
			if *at(t) {
				return "true"
			}
			return "false"
		},
		set: func(t *T, x any, _ string) data.Errors {
			*at(t) = x.(string) == "true"
			return nil
		},
	}
}

// OfTime makes a moment, kept in unix milliseconds, 0 for none; typed and
// shown in local time to the minute. A text that names the minute already kept
// changes nothing, so the seconds survive.
func OfTime[T any](key string, at func(*T) *int64) *Field[T] {
	f := number(DateTime, key, at, ShowTime, ReadTime)
	plain := f.set
	f.set = func(t *T, x any, key string) data.Errors {
		if ShowTime(*at(t)) == x.(string) {
			return nil
		}
		return plain(t, x, key)
	}
	return f
}

// OfInteger makes a whole number; least and most bound it. Zero shows as "0".
func OfInteger[T any](key string, at func(*T) *int64, least, most int64) *Field[T] {
	f := number(Integer, key, at, ShowInteger, ReadInteger)
	f.Least, f.Most = least, most
	return f
}

// OfDecimal makes an amount in hundredths (分); zero shows as "".
func OfDecimal[T any](key string, at func(*T) *int64) *Field[T] {
	return number(Decimal, key, at, ShowDecimal, ReadDecimal)
}

// OfTags makes a list of free words, each at most 30 characters.
func OfTags[T any](key string, at func(*T) *[]string) *Field[T] { return list(Tags, key, 30, at) }

// OfPeople makes a list of names of the shop's people.
func OfPeople[T any](key string, at func(*T) *[]string) *Field[T] { return list(People, key, 30, at) }

// OfChoices makes a list of options.
func OfChoices[T any](key string, at func(*T) *[]string, options ...string) *Field[T] {
	f := list(Choices, key, len(options), at)
	f.Options = options
	return f
}

func list[T any](kind Kind, key string, limit int, at func(*T) *[]string) *Field[T] {
	return &Field[T]{
		Desc: Desc{Key: key, Kind: kind, Max: limit},
		get:  func(t *T) any { return append([]string(nil), *at(t)...) },
		set: func(t *T, x any, _ string) data.Errors {
			*at(t) = append([]string(nil), x.([]string)...)
			return nil
		},
	}
}

// OfRows makes a list of small records of their own set, at most 200.
// A row in which everything is empty is passed over.
func OfRows[T, R any](key string, at func(*T) *[]R, set *Set[R]) *Field[T] {
	return &Field[T]{
		Desc: Desc{Key: key, Kind: Rows, Max: 200, Wide: true, Rows: set.Fields()},
		get: func(t *T) any {
			rows := make([]Values, 0, len(*at(t)))
			for i := range *at(t) {
				rows = append(rows, set.Encode(&(*at(t))[i]))
			}
			return rows
		},
		set: func(t *T, x any, key string) data.Errors {
			var wrong data.Errors
			var rows []R
			for i, v := range x.([]Values) {
				if hollow(v, set.Fields()) {
					continue
				}
				var r R
				wrong = append(wrong, set.decode(v, &r, row(key, i))...)
				rows = append(rows, r)
			}
			if len(wrong) == 0 {
				*at(t) = rows
			}
			return wrong
		},
		mask: func(t *T) {
			if set.Hides() {
				rows := slices.Clone(*at(t))
				for i := range rows {
					set.Mask(&rows[i])
				}
				*at(t) = rows
			}
		},
	}
}

// Place turns the places of rows in refusals of a record, where hollow rows
// were passed over, into those that the rows have among the values that it was
// decoded from: "contacts[0].birthday" into "contacts[1].birthday" when the
// first line of the form was left empty.
func (s *Set[T]) Place(v Values, wrong data.Errors) data.Errors {
	for _, e := range wrong {
		key, rest, _ := strings.Cut(e.Field, "[")
		n, sub, ok := strings.Cut(rest, "]")
		i, err := strconv.Atoi(n)
		f := s.byKey[key]
		if !ok || err != nil || f == nil || f.Kind != Rows {
			continue
		}
		rows, _ := asRows(v[key])
		for at, r := range rows {
			if hollow(r, f.Rows) {
				continue
			}
			if i--; i < 0 {
				e.Field = fmt.Sprintf("%s[%d]%s", key, at, sub)
				break
			}
		}
	}
	return wrong
}

// hollow tells whether a row has nothing but the first options of its choices.
func hollow(v Values, ds []Desc) bool {
	for _, d := range ds {
		if d.Kind == Choice || d.Kind == Bool || d.Kind == Integer && v.Text(d.Key) == "0" {
			continue
		}
		if s, ok := v[d.Key].(string); ok && strings.TrimSpace(s) == "" {
			continue
		}
		if !v.Empty(d.Key) {
			return false
		}
	}
	for k := range v {
		if !slices.ContainsFunc(ds, func(d Desc) bool { return d.Key == k }) {
			return false
		}
	}
	return true
}

// OfOwn makes a text field whose value lies elsewhere than in a string of the
// record: a shop's own field. Kinds: Text, Multiline, Integer, Date, Choice.
func OfOwn[T any](key string, kind Kind, get func(*T) string, put func(*T, string)) *Field[T] {
	return &Field[T]{
		Desc: Desc{Key: key, Kind: kind, Max: 2000, Wide: kind == Multiline, Lines: 3},
		get:  func(t *T) any { return get(t) },
		set: func(t *T, x any, _ string) data.Errors {
			put(t, x.(string))
			return nil
		},
	}
}
