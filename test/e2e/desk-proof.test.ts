import { tellOfProof } from './desk-proof-story.ts'

tellOfProof('chromium')
