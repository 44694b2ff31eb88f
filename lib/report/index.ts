export { renderAcknowledgementTable } from './acknowledgement-table';
export {
  LEDGER_FILES,
  type ComplianceLedger,
  type LedgerAcknowledgement,
  type LedgerPack,
  type LedgerRow,
  type Outcome,
} from './compliance-ledger';
export { renderCsv, type CsvColumn } from './csv';
export { parseLedger, renderLedgerCsv, renderLedgerJson } from './render-ledger';
