import { readMatrix, type Matrix, type MatrixSource } from './matrix';
import { safetyConfirmation } from './safety-confirmation';
import { starter } from './starter';
import { ticketAgency } from './ticket-agency';

/** The matrices as they are written. */
export const MATRIX_SOURCES: readonly MatrixSource[] = [starter, ticketAgency, safetyConfirmation];

/** The segregation matrix of every reference site, by the name of the site. */
export const MATRICES: ReadonlyMap<string, Matrix> = new Map(
  MATRIX_SOURCES.map((source) => [source.site, readMatrix(source)]),
);
