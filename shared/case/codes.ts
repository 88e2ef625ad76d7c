/**
 * The codes of the vocabulary that events carry today. They are never translated, reused or removed. A code that is not in a
 * list is kept and shown as it came: the lists are for asking, not for refusing.
 * Source: vocabulary 2.1, 2.2, 2.6, 3.3, 3.4, 3.5, 3.9, 3.11, 3.12, 4.
 */

/** Any code, known here or not. */
export type Code = string

/** What happened, as the reporter picks it. */
export const ISSUES = [
  'pregnancy',
  'sexual_violence',
  'family_violence',
  'community_violence',
  'online_abuse',
  'discrimination',
  'child_at_risk',
  'srh_service',
  'welfare_rights',
  'mental_health',
  'drugs',
  'homeless',
  'elder_care',
  'disability',
  'trafficking',
  'other',
] as const
export type Issue = (typeof ISSUES)[number]

/** What the person needs (`need` of a report) and what an agency offers (`service_type`): one list. */
export const NEEDS = [
  'shelter',
  'health',
  'psychosocial',
  'police',
  'legal',
  'child_protection',
  'livelihood_welfare',
  'education',
  'registration_documents',
  'interpretation',
] as const
export type Need = (typeof NEEDS)[number]

export const REPORTER_ROLES = [
  'self',
  'guardian',
  'witness',
  'teacher_or_worker',
  'friend_or_relative',
  'about_another',
  'helps_to_tell',
  'unsaid',
] as const
export type ReporterRole = (typeof REPORTER_ROLES)[number]

/** Of the person whom it is about. */
export const LIFE_STAGES = ['child_0_9', 'adolescent_10_19', 'adult_20_59', 'older_60_plus', 'unsaid'] as const
export type LifeStage = (typeof LIFE_STAGES)[number]

/** How somebody would like to be spoken with. */
export const WISHES = ['woman', 'man', 'anyone', 'by_voice', 'in_writing', 'interpreter', 'sign_language'] as const
export type Wish = (typeof WISHES)[number]

/** Whether the person whom it is about knows that it is told. */
export const KNOWS = ['yes', 'no', 'cannot_say'] as const
export type Knows = (typeof KNOWS)[number]

export const CONTACT_METHODS = ['ticket_only', 'safe_phone', 'trusted_person', 'no_answer_needed'] as const
export type ContactMethod = (typeof CONTACT_METHODS)[number]

/** What is done when nothing is heard from the person by the day that they named. */
export const IF_SILENT = ['nothing', 'write_to_ticket', 'call_safe_phone', 'ask_trusted_person'] as const
export type IfSilent = (typeof IF_SILENT)[number]

export const TRIAGES = ['emergency', 'high', 'medium', 'low', 'info'] as const

export const CASE_STATUSES = [
  'received',
  'acknowledged',
  'assessing',
  'planned',
  'in_service',
  'referred',
  'transferred',
  'closed',
  'not_for_us',
  'reopened',
  'duplicate',
] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]

/** A case with one of these is no longer worked on here. */
export const ENDED_STATUSES = ['transferred', 'closed', 'not_for_us', 'duplicate'] as const

export const CLOSURE_REASONS = [
  'needs_met',
  'person_asked_to_stop',
  'transferred',
  'lost_contact',
  'moved_away',
  'referred_emergency',
  'duplicate',
  'not_in_scope',
  'death',
  'other',
] as const

export const CONSENTS = [
  'get_help',
  'share_with',
  'contact_me',
  'anonymous_statistics',
  'guardian_note',
  'child_assent',
] as const

/** The last: that what was closed is over for the person too. */
export const FEEDBACK_QUESTIONS = ['safe', 'respected', 'helped', 'confirmed_by_reporter'] as const
export type FeedbackQuestion = (typeof FEEDBACK_QUESTIONS)[number]
export const FEEDBACK_ANSWERS = ['yes', 'partly', 'no', 'unsaid'] as const
export type FeedbackAnswer = (typeof FEEDBACK_ANSWERS)[number]

/** Log events whose body is the desk's own matter; the fold keeps each under its type. */
export const RECORD_TYPES = [
  'task',
  'contact',
  'consent',
  'plan',
  'assessment',
  'reminder',
  'feedback',
  'link',
  'export',
  'access',
  'referral-offer',
  'referral-answer',
] as const
export type RecordType = (typeof RECORD_TYPES)[number]
