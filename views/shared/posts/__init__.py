"""How posts look wherever they are listed or opened: home, news, directives."""
