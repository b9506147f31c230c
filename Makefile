# Aliases for ./manage, for hands that type `make`. T=path narrows `make test`.
.PHONY: help setup run test sure format bench lock migration
help setup run sure format bench lock:
	@./manage $@
test:
	@./manage test $(T)
migration:
	@./manage migration "$(m)"
