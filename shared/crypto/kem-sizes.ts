/** Lengths inside X-Wing, in bytes. Sources: FIPS 203 table 3 (ML-KEM-768); RFC 7748. */
export const MLKEM_PUBLIC_BYTES = 1184
export const MLKEM_CIPHERTEXT_BYTES = 1088
/** `d || z`. */
export const MLKEM_SEED_BYTES = 64
export const X25519_BYTES = 32
