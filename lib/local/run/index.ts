export { runLocal } from './run-local';
