/** What the build puts into the apps (see client/build.ts). */

/** SHA-256 of the deployment's root keys, 64 hex digits; empty when the build was given none. */
declare const __ROOT_HASH__: string
/** True in a demonstration: every screen says so. */
declare const __DEMO__: boolean

/** The address of a worker's built script. It is a string: only the policy turns it into a script's address. */
declare module '*?worker&url' {
  const address: string
  export default address
}

/** A style sheet: the build gathers them into the one file that the page links. */
declare module '*.css'

/** The address of a bundled font. */
declare module '*.woff2?url' {
  const address: string
  export default address
}
