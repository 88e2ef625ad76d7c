import { makeDeployment } from './deployment-story.ts'

makeDeployment('firefox')
