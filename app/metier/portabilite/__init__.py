"""« Télécharger mes données »: what is kept of a person, all of it and nobody else's."""
