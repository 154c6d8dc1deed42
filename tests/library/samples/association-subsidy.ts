const lines = (count: number, first: number, second: number) =>
  Array.from({ length: count }, (_, index) =>
    index === 0 ? { amount: first } : index === 1 ? { amount: second } : {},
  );

/** A budget that balances, whose first line of income is what is asked for. */
export const sample = { amount: 50_000, expenses: lines(6, 60_000, 20_000), income: lines(7, 50_000, 30_000) };
