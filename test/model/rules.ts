/**
 * The rules that the protocol keeps, each as a switch. The search runs with all of them kept, and once per rule with it
 * broken: a rule whose breach no invariant notices is a rule that the search does not test.
 */
export interface Rules {
  /** P8.1: the relay answers a post only when it is committed. */
  readonly answersWhenDurable: boolean
  /** P8.1: an envelope that some log entry came from is not stored again. */
  readonly remembersSources: boolean
  /** P8.4: a taken row stays until a second device has confirmed the entry, or TAKEN_ROW_DAYS. */
  readonly keepsTakenRow: boolean
  /** P8.4: appending and marking are one transaction, not two requests. */
  readonly takes: 'at-once' | 'remove-first' | 'append-first'
  /** P8.4: only another device than the taker may confirm. */
  readonly confirmedByAnother: boolean
  /** P8.7: a restored log has another incarnation. */
  readonly renewsIncarnation: boolean
  /** P8.8: who is not on the newest member sheet is served nothing. */
  readonly refusesRemoved: boolean
  /** P9.8: a phone drops an envelope only when the relay has answered. */
  readonly dropsWhenAnswered: boolean
  /** P9.10: an envelope that the log already names is taken with the entry that names it, not left to lie there. */
  readonly tiesNamed: boolean
  /** P9.16: a device names an envelope only when it has stored the entry that it opened. */
  readonly storesBeforeConfirming: boolean
  /** P9.18: the log event with the sealed reply in it comes before the post of the reply. */
  readonly logsBeforePosting: boolean
  /** P9.19: `posted` is logged only after the relay acknowledged. */
  readonly postsBeforePosted: boolean
  /** P9.19: any device posts a reply that no `posted` names, not its author alone. */
  readonly anyonePosts: boolean
  /** P9.24: seeds are erased only after what waits was taken in. */
  readonly erasesAfterTakingIn: boolean
  /** Removal: the others keep the old chain while phones may still seal to it. */
  readonly keepsOldChain: boolean
  /** Removal: the log goes on under a new team key. */
  readonly renewsTeamKey: boolean
  /** 9.31: new keys are handed out before the member sheet names them. */
  readonly handsOutFirst: boolean
  /** 9.32: a device that finds no hand-over asks for one. */
  readonly asksForKeys: boolean
  /** 9.33: a hand-over is erased only when what it brought is stored. */
  readonly storesBeforeErasing: boolean
  /** 9.34: any member that holds the newest keys answers. */
  readonly anyoneGives: boolean
  /** 9.35: a device that lacks the newest team key seals nothing to the older one. */
  readonly waitsForKeys: boolean
  /** P9.16: a device names an envelope only when it could open the entry that came of it. */
  readonly confirmsWhatOpens: boolean
  /** P9.29: after a restore a device puts the newest sheet first. */
  readonly putsSheetAgain: boolean
  /** P9.29: after a restore a device gives back what the relay lacks; `take-only` stops at a conflict. */
  readonly givesBack: 'take-or-append' | 'take-only' | 'not'
  /** P9.19, P9.29: `posted` counts for the incarnation that it names. */
  readonly postsAgain: boolean
  /** P9.29: the new incarnation is stored last, so that a crash begins again. */
  readonly healsBeforeNoting: boolean
  /** P6.6: a reporter's event counts once, and no order of arrival counts at all. */
  readonly folds: 'by-heads' | 'by-arrival' | 'each-taken'
}

export const KEPT: Rules = {
  answersWhenDurable: true,
  remembersSources: true,
  keepsTakenRow: true,
  takes: 'at-once',
  confirmedByAnother: true,
  renewsIncarnation: true,
  refusesRemoved: true,
  dropsWhenAnswered: true,
  tiesNamed: true,
  storesBeforeConfirming: true,
  logsBeforePosting: true,
  postsBeforePosted: true,
  anyonePosts: true,
  erasesAfterTakingIn: true,
  keepsOldChain: true,
  renewsTeamKey: true,
  handsOutFirst: true,
  asksForKeys: true,
  storesBeforeErasing: true,
  anyoneGives: true,
  waitsForKeys: true,
  confirmsWhatOpens: true,
  putsSheetAgain: true,
  givesBack: 'take-or-append',
  postsAgain: true,
  healsBeforeNoting: true,
  folds: 'by-heads',
}
