/** Telling by voice, and how what was said stands, in English. */
export const words = {
  'voice.way': 'Write or speak',
  'voice.write': 'Write it',
  'voice.say': 'Say it',
  'voice.why': 'The browser will ask for the microphone: only for this recording.',
  'voice.known': 'Whoever knows your voice may recognise it.',
  'voice.record': 'Start recording',
  'voice.asking': 'Answer the question of the browser.',
  'voice.running': 'Recording',
  'voice.left': 'It ends by itself: {seconds} seconds left.',
  'voice.stop': 'Stop',
  'voice.done': 'Recorded: {time}',
  'voice.long': 'It was as long as it can be. All of it is here.',
  'voice.cut': 'It was interrupted. What came before is here.',
  'voice.empty': 'Nothing was recorded. Try again, or write.',
  'voice.denied': 'The microphone was not allowed. You can write instead.',
  'voice.none': 'There is no microphone here. You can write instead.',
  'voice.busy': 'The microphone does not work now. Try again, or write.',
  'voice.impossible': 'This browser cannot record. You can write instead.',
  'voice.listen': 'Listen to it',
  'voice.listen.yes': 'Listen now',
  'voice.listen.no': 'Do not listen',
  'voice.silence': 'Stop listening',
  'voice.unplayable': 'This browser cannot play it. It was recorded all the same.',
  'voice.anew': 'Record it again',
  'voice.delete': 'Delete the recording',
  'voice.memory': 'It is in this open page only. It is not handed over yet.',
  'voice.yours': 'Your voice',
  'voice.with': 'With your voice, {time}',
  'voice.take-out': 'Take it out',

  'voice.state.handed': 'Your voice is handed over',
  'voice.state.waiting': 'Your voice is not handed over yet',
  'voice.state.how': 'It takes longer than words. If it is safe, keep this page open.',
  'voice.state.words-only': 'There is room for words only now. This phone keeps trying with your voice.',
  'voice.state.memory':
    'Your voice is in this open page only. Keep it open until it is handed over. Pressing “Leave” before that loses it.',
  'voice.state.lost': 'Your voice was not handed over. Tell it again, or write it.',
} as const

/** One language. */
export type VoiceWords = Readonly<Record<keyof typeof words, string>>
