"""Running clocks and the calendar they count on (Perwali 92/2020 Lamp. II.G.3 and II.G.5; P-01 ff.)."""
