// Package kit is the widgets of the window: theme, layout, inputs, the record
// form and the record table. It knows no register; screens wire its callbacks.
//
// # Start
//
//	kit.Use(app, kit.FollowSystem)      // theme with the embedded fonts; kit.SetMode later
//	kit.SetLang(assets.ZhHans)          // kit.T(key, args...) speaks it
//	w.SetContent(kit.NewRoot(content))  // gives drop-downs, toasts and hints their layer
//
// Everything here runs on the UI goroutine. Callbacks are called there too; who
// needs the database goes to a goroutine and comes back with fyne.Do. The one
// exception are the functions that find references (PickField.Search and Name,
// FormOptions.Customers, Records and Name): they are called in a goroutine.
//
// # Words and looks
//
//	NewText Muted Small Bold Heading NewLargeTitle Paragraph   in theme colours; SetText, SetColor, In, Shortened
//	NewIcon(name, colour, side)                               Lucide, sharp at every scale
//	HBox VBox Grow Spacer Pad PadAll Fixed Sides Split Edges Stack NewFlow NewScroll Page Clip
//	NewCard NewTitledCard NewPanel Backdrop NewSection NewRule
//	NewPill NewAvatar NewKeyValues NewBanner NewEmptyState NewLink NewProgressBar
//	NewButton(label, icon, fn).Primary()/.Quiet()/.Danger()/.Small()/.Hint("Ctrl+S")/.Tip(words)
//	NewTool(icon, fn)                                         a small icon that Tab passes over
//	NewPageHeader NewStepper NewTimeline NewChip NewNav NewTopBar NewShell
//
// What has grown after it was shown (a page filled by a goroutine) is followed
// by Relayout.
//
// # Talking to the person
//
//	Confirm Inform Ask AskText; NewDialog(title, content, buttons…).Open(canvas, first)
//	NewToast(canvas, ToastOptions); NewProgress(canvas, title, cancel); ShowMenu, ShowMenuUnder
//
// # Inputs
//
// An Input is one control, 32 high or higher, without its label:
//
//	NewTextField NewSecretField NewMultilineField NewNumberField NewDateField NewDateTimeField
//	NewBoolField NewChoiceField NewChoicesField NewTagsField NewPeopleField NewSuggestField
//	NewRadioRow NewPickField NewRowsField
//
// Value and SetValue carry what field.Values hold for the kind; SetValue never
// calls the watcher. NewLabelled puts the label and the reason of a refusal
// around one that stands outside a RecordForm.
//
// # Record form
//
//	f := kit.NewRecordForm(set.Fields(), kit.FormOptions{People: …, Customers: …, Suggest: …})
//	f.SetValues(set.Encode(&rec)); f.OnChanged = func(v field.Values) { … }
//	f.SetErrors(data.All(err)); f.Values(); f.Dirty(); f.Saved(); f.FocusFirst(); f.Focus("contacts[1].phone")
//
// Tab and Enter go through the fields as they are seen, line by line; Enter
// opens the list of a choice that is still to be made, and from the last cell
// of a list of rows both begin a new row.
//
// # Record table
//
//	t := kit.NewRecordTable(columns, source)
//	t.OnOpen, t.OnSelect, t.OnSort, t.OnColumns, t.OnType, t.OnMenu, t.OnChoose; t.Refresh() when the source has more
//
// # Search
//
//	s := kit.NewSearchBox(placeholder, "Ctrl K")
//	s.OnQuery = …   // each keystroke; answer with s.Answer(q, groups): late answers are dropped
//	s.OnPick, s.OnMore
//
// # Keys
//
// While a widget of the kit has the focus, shortcuts and F-keys that it does
// not use go to OnShortcut and OnKey, and if those refuse, to the shortcuts and
// the OnTypedKey of the canvas.
package kit
