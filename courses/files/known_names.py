"""Names that a course's files may use. What the database knows by the same names is held against these by a test."""

LANGUAGES = frozenset({"en", "es"})
DOMAINS = frozenset({"ethics", "advocacy", "mentoring", "wellness", "harm_reduction"})
TOPICS = frozenset(
    {
        *("overdose_protocol", "overdose_devices", "good_samaritan", "confidentiality", "phone_hours", "night_line"),
        *("legal_contact", "incident_report", "leave", "therapy", "assistance", "grief", "directory"),
    }
)
ACTIVITIES = frozenset(
    {
        *("introduce", "supplies", "listen", "risk_talk", "naloxone", "test_strips", "safer_sex", "wounds"),
        *("boundary", "calm", "neighbor", "handoff", "close_down", "debrief"),
    }
)
OVERLAYS = frozenset(
    {"policy_overlay", "syringes", "safer_smoking", "test_strips", "overdose_hotline", "cookers_cottons"}
)
