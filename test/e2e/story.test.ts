import { tellTheStory } from './story.ts'

tellTheStory('chromium')
