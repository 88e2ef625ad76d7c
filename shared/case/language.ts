/**
 * In which a reporter is spoken to, and would like to be answered: BCP 47. `mfa` is Patani Malay, in Jawi and in Thai
 * letters. An event may carry another one: it is kept and shown as it came. Source: vocabulary 7.5.
 */
export const LANGUAGES = ['th', 'en', 'mfa-Arab', 'mfa-Thai', 'my', 'lo', 'km'] as const
export type Language = (typeof LANGUAGES)[number]
