import { tellTheStory } from './story.ts'

tellTheStory('firefox')
