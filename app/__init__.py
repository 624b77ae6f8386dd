"""The Portail Déchets: what a collectivité puts online for the people whom it bills for household waste."""
