// For the use cases of other features.
export { lockOperator } from './repository.ts';
