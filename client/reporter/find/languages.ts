/** The languages that the app has a name for, by the first part of their tags. */
import type { Service } from '../../library/hsds/entry.ts'

export const SPOKEN = ['th', 'en', 'mfa', 'my', 'lo', 'km'] as const
export type SpokenLanguage = (typeof SPOKEN)[number]

export const isSpoken = ({ languages }: Service, language: SpokenLanguage): boolean => languages.includes(language)
