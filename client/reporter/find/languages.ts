/** The languages that the app has a name for, by the first part of their tags. */
import type { Service } from '../../library/hsds/entry.ts'

export const SERVICE_LANGUAGES = ['th', 'en', 'mfa', 'my', 'lo', 'km'] as const
export type ServiceLanguage = (typeof SERVICE_LANGUAGES)[number]

export const isSpoken = ({ languages }: Service, language: ServiceLanguage): boolean => languages.includes(language)
