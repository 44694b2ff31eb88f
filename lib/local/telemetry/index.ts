export { report, startTelemetry, type TelemetryOptions } from './telemetry';
