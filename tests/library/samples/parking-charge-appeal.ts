export const sample = { notice_number: '24123456789012345678901234' };
