/** What page and service worker call the wish to be woken. Neutral: the browser writes it to the profile. */
export const wakeTag = 'later'
