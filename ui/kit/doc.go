// Package kit is the widgets of the window: theme, layout, inputs, the record
// form and the record table. It knows no register; screens wire its callbacks.
//
// # Start
//
//	kit.Use(app, kit.FollowSystem)      // theme with the embedded fonts; kit.SetMode later
//	kit.SetLang(assets.ZhHans)          // kit.T(key, args...) speaks it
//	w.SetContent(kit.NewRoot(content))  // gives drop-downs, toasts and hints their layer
//
// Everything here runs on the UI goroutine; callbacks that need the database
// are called there too and answer later (fyne.Do).
//
// # Words and looks
//
//	NewText(s) Small(s) Bold(s) Heading(s) Paragraph(s)   texts in theme colours; SetText, Color, Align
//	NewIcon("printer", ColorMuted, 18), Icon(name, color) Lucide, tinted
//	HBox(gap, …) VBox(gap, …) Grow(o) Spacer() Pad(o, t, r, b, l) Fixed(o, w, h) Sides(main, side, width) NewScroll(o)
//	NewCard(o) NewSection(title) NewPill(text, tone) NewAvatar(name) NewKeyValues() NewBanner(tone, text)
//	NewButton(label, icon, fn).Primary()/.Quiet()/.Danger()/.Hint("Ctrl+S")
//	NewPageHeader() NewStepper() NewTimeline() NewEmptyState(icon, say, do)
//	NewNav(NavOptions) NewTopBar(search, actions…) NewShell(nav, top)
//	NewSearchBox()  the box on top with its panel of results: OnQuery, Answer(q, groups), OnPick
//	NewChips()      filters above a table
//
// # Talking to the person
//
//	Confirm(c, ConfirmOptions, func(bool)); Inform(c, title, text); Ask(c, AskOptions, func(answer int))
//	NewDialog(title, content, buttons…).Open(c, first)
//	NewToast(c, ToastOptions)        at the bottom, with 撤销
//	NewProgress(c, title, cancel)    Set(done, total, text), Close
//
// # Inputs
//
// An Input is one control of height 32 (or a larger one) without its label:
//
//	NewTextField NewMultilineField NewNumberField NewDateField NewDateTimeField NewBoolField
//	NewChoiceField NewChoicesField NewTagsField NewSuggestField NewPeopleField NewRadioRow
//	NewPickField NewRowsField
//
// Value and SetValue carry what field.Values hold for the kind; SetValue never
// calls OnChanged. Labelled(label, required, input) puts a label and the error
// text around one outside a RecordForm.
//
// # Record form
//
//	f := kit.NewRecordForm(set.Fields(), kit.FormOptions{People: …, Customers: …, Records: …, Suggest: …})
//	f.SetValues(set.Encode(&rec)); f.OnChanged = func(v field.Values) { … }
//	f.SetErrors(data.All(err)); f.Values(); f.Dirty(); f.FocusFirst(); f.Focus("contacts[1].phone")
//
// # Record table
//
//	t := kit.NewRecordTable([]kit.TableColumn{…}, source)
//	t.OnOpen, t.OnSelect, t.OnSort, t.OnColumns, t.OnType; t.Refresh() when the source has more
//
// # Keys
//
// While an input has the focus, shortcuts and F-keys that it does not use go
// to OnShortcut and OnKey, and if those refuse, to the shortcuts of the canvas.
package kit
