export const dataPath = '/mon-espace/profil/informations';
export const contactsPath = `${dataPath}/contacts`;
