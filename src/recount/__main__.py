"""`python -m recount` is `recount`."""

from recount.cli import main

if __name__ == "__main__":
    main()
