/** A voice at the desk, in English. */
export const voice = {
  'voice.title': 'Their voice, {number} of {count}',
  'voice.title.one': 'A voice',
  'voice.listen': 'Open it, to listen',
  'voice.opening': 'Opening',
  'voice.player': 'Player',
  'voice.heard': 'Whoever is near will hear it, and may know the voice. Use earphones.',
  'voice.missing': '{missing} of {total} pieces of it are not at the relay yet, or no longer. Try again later.',
  'voice.offline': 'The relay does not answer, and not all of it is on this desk yet. Try again later.',
  'voice.damaged':
    'What the relay gave is not what the person sealed. Nothing of it is played. Try again, and tell your administrator if it stays so.',
  'voice.no-voice': 'It is whole, and it is no voice recording. This desk opens nothing else.',
  'voice.locked': 'This desk was locked meanwhile.',
  'voice.unplayable': 'This browser cannot play it. Try another browser.',
} as const

export type VoiceKey = keyof typeof voice
/** One language. */
export type VoiceWords = Readonly<Record<VoiceKey, string>>
