package demo

import (
	"math/rand/v2"
	"strings"

	"kezhi/assets"
	"kezhi/data/shop"
)

// The texts, as assets/demo has them.
type texts struct {
	shop struct {
		Identity shop.Identity `json:"identity"`
		Staff    []shop.Member `json:"staff"`
	}
	people struct {
		Surnames    string              `json:"surnames"`
		Rare        []string            `json:"rare_surnames"`
		Compound    []string            `json:"compound_surnames"`
		Male        []string            `json:"male"`
		Female      []string            `json:"female"`
		RareGiven   []string            `json:"rare_given"`
		Posts       map[string][]string `json:"posts"`
		Preferences []string            `json:"preferences"`
		Concerns    []string            `json:"concerns"`
		Knows       []string            `json:"knows"`
	}
	places     []place
	trades     trades
	visits     visitTexts
	complaints complaintTexts
	surveys    surveyTexts
}

type place struct {
	Weight    int      `json:"weight"`
	Province  string   `json:"province"`
	Short     string   `json:"short"`
	Code      string   `json:"code"` // GB/T 2260
	Area      string   `json:"area"`
	Postcode  string   `json:"postcode"`
	Districts []string `json:"districts"`
	Roads     []string `json:"roads"`
}

type trades struct {
	First             string              `json:"first"`
	Second            string              `json:"second"`
	Trades            []trade             `json:"trades"`
	Leads             []lead              `json:"leads"`
	PersonTags        []string            `json:"person_tags"`
	ExtraTags         []string            `json:"extra_tags"`
	PersonProducts    []string            `json:"person_products"`
	Frequencies       []string            `json:"frequencies"`
	PersonFrequencies []string            `json:"person_frequencies"`
	Competitors       []string            `json:"competitors"`
	NeedPlans         []string            `json:"need_plans"`
	Investments       []string            `json:"investments"`
	Remarks           []string            `json:"remarks"`
	Notes             map[string][]string `json:"notes"`
	Channels          []string            `json:"channels"`
}

type trade struct {
	Weight   int      `json:"weight"`
	Industry string   `json:"industry"`
	Nature   string   `json:"nature"`
	Tails    []string `json:"tails"`
	Scope    string   `json:"scope"`
	Products []string `json:"products"`
	Tags     []string `json:"tags"`
	Volume   []string `json:"volume"`
	Use      string   `json:"use"`
	// Posts are those that only firms of the trade have, by role in buying.
	Posts map[string][]string `json:"posts"`
}

// A lead is a customer that stands in every file: those of the pictures, and
// the names that are hard to sort, to find or to print.
type lead struct {
	Kind      string      `json:"kind"`
	Name      string      `json:"name"`
	ShortName string      `json:"short_name"`
	Trade     string      `json:"trade"`
	Place     string      `json:"place"`
	Grade     string      `json:"grade"`
	Contacts  [][3]string `json:"contacts"` // name, post, role in buying
}

func read() (*texts, error) {
	t := &texts{}
	for name, v := range map[string]any{
		"shop": &t.shop, "people": &t.people, "places": &t.places, "trades": &t.trades,
		"visits": &t.visits, "complaints": &t.complaints, "surveys": &t.surveys,
	} {
		if err := assets.Demo(name, v); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// dice are the choices of one seed; the same seed makes the same choices.
type dice struct{ *rand.Rand }

func roll(seed, stream uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, stream))} //nolint:gosec // repeatable on purpose
}

// in is true n times of a hundred.
func (d dice) in100(n int) bool { return d.IntN(100) < n }

// between is at least a and at most b.
func (d dice) between(a, b int) int { return a + d.IntN(b-a+1) }

func one[T any](d dice, of []T) T { return of[d.IntN(len(of))] }

func letter(d dice, of string) string { return string(one(d, []rune(of))) }

// some takes n of several, each at most once, in their order.
func some[T any](d dice, of []T, n int) []T {
	var out []T
	for i, x := range of {
		if d.IntN(len(of)-i) < n-len(out) {
			out = append(out, x)
		}
	}
	return out
}

func weighted[T any](d dice, of []T, weight func(T) int) T {
	sum := 0
	for _, x := range of {
		sum += weight(x)
	}
	n := d.IntN(sum)
	for _, x := range of {
		if n -= weight(x); n < 0 {
			return x
		}
	}
	return of[len(of)-1]
}

// put fills the {places} of a text: names and values in turn.
func put(s string, pairs ...string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i]+"}", pairs[i+1])
	}
	return s
}
