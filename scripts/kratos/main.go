// Command kratos is Ory Kratos, built from the Go module that go.mod pins.
package main

import (
	"os"

	"github.com/ory/kratos/cmd"
)

func main() {
	os.Exit(cmd.Execute())
}
