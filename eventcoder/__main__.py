"""`python -m eventcoder`: the same as the command."""

from eventcoder.cli.main import main

if __name__ == "__main__":
    main()
