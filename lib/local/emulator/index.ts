export { startEmulator, type Emulator, type EmulatorOptions } from './start-emulator';
