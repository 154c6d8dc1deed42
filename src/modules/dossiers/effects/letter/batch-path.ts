export const batchPath = '/agents/courriers-en-nombre';
