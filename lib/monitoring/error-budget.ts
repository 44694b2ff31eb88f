/** Days of the window in which the share of answered requests is measured. */
const OBJECTIVE_DAYS = 30;

/** Above this share of errors nobody asks for the budget any more. */
const GREATEST_THRESHOLD_PERCENT = 50;

/** Share of requests that may fail, in per cent. */
export function errorBudgetPercent(availabilityPercent: number): number {
  return rounded(100 - availabilityPercent);
}

/**
 * Share of failing requests, in per cent, that spends a part of the month's error budget within a time.
 *
 * 2 % of the budget within an hour is a burn rate of 14.4.
 *
 * @see https://sre.google/workbook/alerting-on-slos/ read 2026-11-25
 */
export function burnThresholdPercent(availabilityPercent: number, budgetShare: number, minutes: number): number {
  const burnRate = (budgetShare * OBJECTIVE_DAYS * 24 * 60) / minutes;
  return Math.min(GREATEST_THRESHOLD_PERCENT, rounded(burnRate * errorBudgetPercent(availabilityPercent)));
}

/** Removes what binary fractions leave behind, so that templates show 0.72 and not 0.7199999999999764. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
