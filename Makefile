# Aliases for ./manage, for hands that type `make`. T=path narrows `make test`.
.PHONY: help setup run test sure format bench trust lock migration
help setup run sure format bench trust lock:
	@./manage $@
test:
	@./manage test $(T)
migration:
	@./manage migration "$(m)"
