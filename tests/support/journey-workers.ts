/** Journeys that run side by side, each worker with a browser and a site of its own: as many as cores that CI has. */
export const journeyWorkers = 2;
